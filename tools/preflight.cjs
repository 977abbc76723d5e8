// Runs before everything that `npm start`, `npm test` and the other scripts start, and says in one sentence what is wrong
// when it cannot work: plain old JavaScript, so that even a Node of ten years ago can read it.
// The script it is given then runs in this very process: its signals, exit code and IPC channel are its own, and killing
// the process leaves nothing behind.
'use strict';

var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');
var NEEDED = [22, 19];

/** The reason why `script` cannot run here, with the cure; empty when it can. */
function whatIsWrong(script) {
  if (!script) return 'Name the script to run: node tools/preflight.cjs src/main.ts';
  var version = process.versions.node.split('.').map(Number);
  if (version[0] < NEEDED[0] || (version[0] === NEEDED[0] && version[1] < NEEDED[1])) return tooOld();
  if (!fs.existsSync(path.join(root, 'node_modules')))
    return 'The packages are not installed: run "npm ci" in ' + root + ' first.';
  if (!fs.existsSync(script)) return 'There is no ' + script + ': run "npm ci" in ' + root + ', or check the name.';
  return '';
}

function tooOld() {
  var found = 'Callsheet needs Node ' + NEEDED.join('.') + ' or newer and this is ' + process.versions.node;
  if (fs.existsSync(path.join(root, 'node_modules', '.bin', 'node'))) {
    return found + ': start it through npm ("npm start", "npm test"), which uses the Node 24 that "npm ci" installed.';
  }
  return (
    found +
    ': run "npm ci" without --omit=optional, which brings Node 24 along, or install Node 24 from https://nodejs.org.'
  );
}

/** Node 22 announces at each start that it strips types; that is how this program is meant to run. */
function hushTypeStripping() {
  var emitWarning = process.emitWarning;
  process.emitWarning = function (warning) {
    if (/type stripping/i.test(String(warning))) return;
    emitWarning.apply(process, arguments);
  };
}

/** `.env` counts for `npm start` and `npm run doctor` only: a test must not find a developer's key. What is set already wins. */
function readSettings() {
  var asked = ['start', 'doctor'].indexOf(process.env.npm_lifecycle_event || '') >= 0;
  if (asked && fs.existsSync('.env')) process.loadEnvFile('.env');
}

/** What was compiled once is not compiled again: the second start takes half as long, and so do the processes it starts. */
function keepCompiled() {
  if (!process.env.NODE_COMPILE_CACHE)
    process.env.NODE_COMPILE_CACHE = path.join(root, 'node_modules', '.cache', 'compiled');
  var enable = require('module').enableCompileCache;
  if (enable) enable(process.env.NODE_COMPILE_CACHE);
}

var target = process.argv[2] && path.resolve(process.argv[2]);
var complaint = whatIsWrong(target);
if (complaint) {
  process.stderr.write(complaint + '\n');
  process.exit(1);
}
hushTypeStripping();
keepCompiled();
readSettings();
process.argv.splice(1, 2, target);
require('module').runMain(target);
