export const takenInProjections = Date.now(); // caught: plugin
