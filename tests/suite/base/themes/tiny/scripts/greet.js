export function greet(name) { console.log(name); }
