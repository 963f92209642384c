// Placeholder: `npm start` builds and then runs this file.
console.log("async-tck: built. Nothing to show yet.");
