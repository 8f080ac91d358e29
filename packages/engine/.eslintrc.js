module.exports = require('../../scripts/lint/pureConfig.cjs')(__dirname);
