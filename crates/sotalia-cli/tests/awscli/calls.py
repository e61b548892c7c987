"""What the AWS CLI prints for calls, and what it is answered: `python calls.py` writes calls.json,
with awscli 1.46.3 and moto[server] 5.2.5 from PyPI in one virtual environment.

It runs `aws` against moto, through a server that writes the answers down: for a call of several pages, all of them."""
import contextlib, http.client, http.server, io, json, logging, os, sys, tempfile, threading
import awscli.clidriver
from moto.server import ThreadedMotoServer

# Not written down: what the calls below need.
SETUP = [
    "s3api create-bucket --bucket logs", "s3api create-bucket --bucket empty",
    *(f"s3api put-object --bucket logs --key {key} --body {{file}} --content-type text/plain" for key in ["a/1.txt", "a/2.txt", "b.txt", "ü+ &.txt"]),
    "s3api put-bucket-tagging --bucket logs --tagging TagSet=[{Key=env,Value=prod},{Key=team,Value=blue}]",
    "dynamodb create-table --table-name orders --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST",
    "dynamodb create-table --table-name users --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST",
    """dynamodb put-item --table-name orders --item {"id":{"S":"1"},"n":{"N":"7"},"l":{"L":[{"S":"x"},{"BOOL":true}]}}""",
    """dynamodb put-item --table-name orders --item {"id":{"S":"2"},"empty":{"NULL":true}}""",
    "ec2 run-instances --image-id ami-12c6146b --count 1 --instance-type t3.micro --tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=web},{Key=env,Value=prod}]",
    "iam create-user --user-name alice", "iam create-user --user-name bob --path /ops/ --tags Key=a,Value=b",
    "sqs create-queue --queue-name jobs --attributes VisibilityTimeout=60",
    "sqs send-message --queue-url {endpoint}/123456789012/jobs --message-body hi --message-attributes Kind={DataType=String,StringValue=x}",
    "sns create-topic --name news", "kinesis create-stream --stream-name events --shard-count 2",
    "ssm put-parameter --name /app/one --value 1 --type String", "ssm put-parameter --name /app/two --value yes --type String",
    "logs create-log-group --log-group-name /app", "secretsmanager create-secret --name db --secret-string shhh",
    "route53 create-hosted-zone --name example.com --caller-reference 1",
]

# Written down. `{file}` is a file of text.
CALLS = [
    "sts get-caller-identity", "s3api list-buckets", "s3api list-buckets --query Buckets[].Name",
    "s3api list-buckets --query Buckets[0].{name:Name}", "s3api get-bucket-location --bucket logs",
    "s3api list-objects-v2 --bucket logs", "s3api list-objects-v2 --bucket empty",
    "s3api list-objects-v2 --bucket logs --page-size 2 --query Contents[].[Key,Size]",
    "s3api list-objects-v2 --bucket logs --max-items 2", "s3api list-objects-v2 --bucket logs --delimiter / --prefix a",
    "s3api head-object --bucket logs --key b.txt", "s3api get-bucket-tagging --bucket logs",
    "s3api get-object --bucket logs --key b.txt /dev/null",
    "dynamodb list-tables", "dynamodb list-tables --no-paginate --limit 1", "dynamodb list-tables --page-size 1",
    "dynamodb describe-table --table-name orders", "dynamodb scan --table-name orders",
    """dynamodb get-item --table-name orders --key {"id":{"S":"1"}}""",
    """dynamodb get-item --table-name orders --key {"id":{"S":"9"}}""",
    "dynamodb scan --table-name orders --select COUNT",
    "ec2 describe-instances", "ec2 describe-instances --filters Name=tag:env,Values=prod,dev --query Reservations[].Instances[].[InstanceId,State.Name,Tags]",
    "ec2 describe-regions --region-names eu-west-1 us-east-1", "ec2 describe-vpcs",
    "iam list-users", "iam get-user --user-name bob", "iam list-users --query Users[?Path=='/ops/'].UserName",
    "sqs list-queues", "sqs get-queue-attributes --queue-url {endpoint}/123456789012/jobs --attribute-names All",
    "sns list-topics", "kinesis describe-stream --stream-name events", "kinesis list-streams",
    "ssm get-parameters --names /app/one /app/two /app/none", "ssm get-parameters-by-path --path /app --recursive",
    "logs describe-log-groups", "secretsmanager get-secret-value --secret-id db",
    "route53 list-hosted-zones",
    # Errors, with their exit codes.
    "s3api list-objects-v2 --bucket nothing-here", "dynamodb describe-table --table-name nothing", "iam get-user --user-name nobody",
    "ec2 describe-instances --instance-ids i-0123456789abcdef0", "s3api head-object --bucket logs --key nothing",
    "dynamodb describe-table", "s3api list-buckets --query [", "dynamodb list-tables --nonsense 1", "dynamodb list-tables --limit x",
]
FORMATS = ["json", "text", "table"]

exchanges = []


class Recorder(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def forward(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        moto = http.client.HTTPConnection("127.0.0.1", moto_port)
        moto.request(self.command, self.path, body, {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"})
        answer = moto.getresponse()
        content = answer.read()
        hidden = {"connection", "content-length", "date", "server", "transfer-encoding"}
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in hidden}
        length = len(content) if self.command != "HEAD" else int(answer.getheader("Content-Length") or 0)
        exchanges.append({"method": self.command, "status": answer.status, "headers": {**headers, "Content-Length": str(length)}, "body": content.decode()})
        self.send_response(answer.status)
        for name, value in {**headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = forward


def run(line, endpoint, file, *more):
    words = [word.format(endpoint=endpoint, file=file) if "{endpoint}" in word or "{file}" in word else word for word in line.split(" ")]
    # A name with a blank.
    words = " ".join(words).replace("ü+ &", "ü+\0&").split(" ")
    words = [word.replace("\0", " ") for word in words]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = awscli.clidriver.create_clidriver().main([*words, *more, "--endpoint-url", endpoint])
        except SystemExit as exit:
            code = exit.code
    return code, out.getvalue(), err.getvalue()


logging.getLogger("werkzeug").setLevel(logging.ERROR)
moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
moto_port = moto.get_host_and_port()[1]
recorder = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
threading.Thread(target=recorder.serve_forever, daemon=True).start()
endpoint = f"http://127.0.0.1:{recorder.server_port}"
with tempfile.TemporaryDirectory() as folder:
    file, config = os.path.join(folder, "file"), os.path.join(folder, "config")
    with open(file, "w") as content:
        content.write("hello\n")
    with open(config, "w") as content:
        # As version 2 of the AWS CLI has it.
        content.write("[default]\ncli_timestamp_format = iso8601\n")
    os.environ.update({
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x", "AWS_CONFIG_FILE": config, "AWS_MAX_ATTEMPTS": "1",
    })
    for line in SETUP:
        code, _, error = run(line, endpoint, file)
        if code:
            print(f"{line}: {error}", file=sys.stderr)
            os._exit(1)
    calls = []
    for line in CALLS:
        call = {"line": line.replace("{endpoint}", "http://127.0.0.1")}
        for format in FORMATS:
            exchanges.clear()
            colour = ["--color", "off"] if format == "table" else []
            code, out, error = run(line, endpoint, file, "--output", format, *colour)
            call[format] = {"code": code, "out": out, "error": error.strip()}
            # Not written down twice. Each run has request ids of its own, which are printed nowhere.
            call.setdefault("answers", list(exchanges))
        calls.append(call)
with open("calls.json", "w") as written:
    json.dump(calls, written, indent=1, ensure_ascii=False)
    written.write("\n")
os._exit(0)
