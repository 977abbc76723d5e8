export const takenInChat = Date.now(); // caught: plugin
