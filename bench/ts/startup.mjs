import "luasocket";
