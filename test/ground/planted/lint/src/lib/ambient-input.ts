export const takenInLib = Date.now(); // caught: plugin
