"""What the AWS CLI makes of shorthand: `python shorthand.py > shorthand.tsv` with awscli 1.45.11 from PyPI."""
import json
from awscli.shorthand import ShorthandParser, ShorthandParseError
CASES = r"""a=b
a=b,c=d
a=b,c
a=b,c,d=e
a=b,c,d=e,f
Name=tag:env,Values=prod,dev
a=[b,c],d=e
a=[],b={}
a={b=c,d=[e,f]}
a={b={c={d=e}}}
a=[{b=c},{b=d}]
a='b,c',d="e f"
a='it\'s'
a="say \"x\""
a='back\\slash'
a="back\\slash"
a=b\,c
a=b\,c,d\,e
a=b=c
a=b=c,d
a = b , c = d
a= [ b , c ]
a={ b = c , d = e }
a=
a=,b=c
a=b,c=
a=b c d
a=/aws/path:1
a=http://x.y/z?q=1
a.b=c
a-b_c#d/e=f
a=b,'c,d'
a=b,"c"
a='b','c'
a='b',c=d
a=ü,b=ñ
a=x|y
a=!#$%&()*+
a=[a b,c d]
a={b='x}y'}
a=["x]y"]
a=b]c
a=b}c
a=b{c
a=b[c
a=b,c]d
a=b,c}d
a=,
a=b,
=b
a
a b=c
a=b,a=c
a=[b
a={b=c
a={b
a='b
a="b
a=b"c
a=b'c
a=b,c"d
a=[b,,c]
a=[b]c
a={b=c}d
,a=b
a==b
a={b=c,b=d}
a=1,b=true,c=1.5
a=\b
a=b\\,c
a=~/x
a=-1
a=:b
a=b,:c
a=b,~c
a=b,[c
a=b,{c
a=[b\,c]
a=b ,c
a='b' x
a=`b`
a=b^c
a=b,c^d""".split("\n")
for text in CASES:
    try: r = json.dumps(ShorthandParser().parse(text), ensure_ascii=False)
    except ShorthandParseError as e: r = "error"
    except Exception as e: r = "crash " + type(e).__name__
    print(text, r, sep="\t")
