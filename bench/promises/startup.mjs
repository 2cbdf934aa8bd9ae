import "luasocket/promises";
