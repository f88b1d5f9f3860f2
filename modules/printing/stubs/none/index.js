// Stands in for the USB, serial and Bluetooth drivers that escpos loads and Tillage never uses.
module.exports = {}
