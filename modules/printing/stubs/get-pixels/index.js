// escpos loads get-pixels only to read picture files. Tillage draws its own rasters, so the
// package and its abandoned `request` tree are replaced by this refusal.
module.exports = (_url, type, callback) =>
  (typeof type === 'function' ? type : callback)(new Error('get-pixels is not installed'))
