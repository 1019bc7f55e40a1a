"""Calls an INSi as a program written with zeep does, from the published WSDL alone. Arguments: one JSON object on the standard input."""

import datetime
import json
import pathlib
import sys
import uuid

import requests
import zeep
from lxml import etree
from zeep.helpers import serialize_object
from zeep.transports import Transport

# The WSDL imports this schema from the network: the elements that it uses, so that the test needs no network.
ADDRESSING = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="http://www.w3.org/2005/08/addressing"
  targetNamespace="http://www.w3.org/2005/08/addressing" elementFormDefault="qualified">
  <xs:element name="MessageID" type="xs:anyURI"/><xs:element name="Action" type="xs:anyURI"/></xs:schema>"""


class Offline(Transport):
    def _load_remote_data(self, url):
        if "addr" in url:
            return ADDRESSING
        name = url.rsplit("/", 1)[-1]
        found = list(pathlib.Path(asked["wsdl"]).parent.rglob(name))
        if found:
            return found[0].read_bytes()
        raise RuntimeError("not available offline: " + url)


def addressing(name, value):
    node = etree.Element("{http://www.w3.org/2005/08/addressing}" + name)
    node.text = value
    return node


def headers(client, operation, idam, emitter):
    bam = client.get_element("{urn:siram:bam:ctxbam}ContexteBAM")
    lps = client.get_element("{urn:siram:lps:ctxlps}ContexteLPS")
    now = datetime.datetime.now(datetime.timezone.utc)
    software = {"IDAM": {"_value_1": idam, "R": "4"}, "Version": "1", "Instance": "zeep", "Nom": "urn:lps:zeep:1"}
    return [
        lps(Id=str(uuid.uuid4()), Temps=now, Emetteur=emitter, LPS=software, Nature="CTXLPS", Version="01_00"),
        addressing("MessageID", "uuid:" + str(uuid.uuid4())),
        addressing("Action", "urn:ServiceIdentiteCertifiee:1.0.0:" + operation),
        bam(Id=str(uuid.uuid4()), Temps=now, Emetteur=emitter, COUVERTURE={}, Version="01_02"),
    ]


asked = json.load(sys.stdin)
session = requests.Session()
# Neither the proxy nor the authorities of the environment: the peer is on this machine.
session.trust_env = False
session.cert = (asked["certificate"], asked["key"])
session.verify = asked["authority"]
client = zeep.Client(asked["wsdl"], transport=Offline(session=session))
service = client.create_service("{http://www.cnamts.fr/webservice}ICIRServiceBinding", asked["url"])
answers = []
for call in asked["calls"]:
    try:
        blocks = headers(client, call["operation"], asked["idam"], asked["emitter"])
        result = service[call["operation"]](**call["arguments"], _soapheaders=blocks)
        answers.append({"result": serialize_object(result, dict)})
    except zeep.exceptions.Fault as fault:
        answers.append({"fault": fault.message})
# What our own client writes, read by zeep's types.
read = []
for body in asked["bodies"]:
    node = etree.fromstring(body.encode("utf-8"))
    read.append(serialize_object(client.get_element(node.tag).parse(node, client.wsdl.types), dict))
print(json.dumps({"answers": answers, "read": read}, default=str))
