-- markdown.lua
require "markdown"
print(markdown([[
# Title

Some *text* with `code` and a [link](http://x/y "t").

* one
* two

    code block

> quote

<b>html</b>
]]))
