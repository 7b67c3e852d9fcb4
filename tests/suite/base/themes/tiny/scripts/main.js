import { greet } from "./greet.js";
greet(document.title);
