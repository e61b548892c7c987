"""Prints every public member of boto3's live resource classes: service, resource, kind, member."""

import boto3
from boto3.resources.factory import ResourceFactory
from boto3.utils import ServiceContext
from botocore import xform_name

# What every resource has beside its members.
OF_ALL = {"meta", "get_available_subresources"}


def classes(session, service):
    """Each class of a service with its model, as boto3 makes it, with what it adds in code."""
    loader = session._session.get_component("data_loader")
    version = loader.determine_latest_version(service, "resources-1")
    document = loader.load_service_model(service, "resources-1", version)
    factory = ResourceFactory(session.events)
    client = session.client(service)
    for name, definition in [(service, document["service"]), *document["resources"].items()]:
        context = ServiceContext(
            service_name=service,
            service_model=client.meta.service_model,
            resource_json_definitions=document["resources"],
            service_waiter_model=boto3.utils.LazyLoadedWaiterModel(session._session, service, version),
        )
        yield "ServiceResource" if name == service else name, factory.load_from_definition(
            resource_name=name, single_resource_json_definition=definition, service_context=context
        ), client


def members(name, made, client):
    """The members of a class by kind. What its model does not say is injected."""
    model = made.meta.resource_model
    found = {}
    add = lambda kind, names: found.update({one: kind for one in names})
    if model.shape:
        add("attribute", model.get_attributes(client.meta.service_model.shape_for(model.shape)))
    add("waiter", (one.name for one in model.waiters))
    add("collection", (one.name for one in model.collections))
    add("reference", (one.name for one in model.references))
    add("subresource", (one.name for one in model.subresources))
    add("action", (one.name for one in model.actions))
    add("identifier", (one.name for one in model.identifiers))
    if model.load:
        add("action", ("load", "reload"))
    live = {one for one in dir(made) if not one.startswith("_")} - OF_ALL
    missing = set(found) - live
    assert not missing, f"{name} lacks what its model says: {missing}"
    for member in sorted(live):
        yield found.get(member, "injected"), xform_name(member)
    for collection in model.collections:
        for batch in collection.batch_actions:
            yield "batch_action", f"{collection.name}.{batch.name}"


def main():
    session = boto3.session.Session(aws_access_key_id="access", aws_secret_access_key="secret", region_name="us-east-1")
    for service in session.get_available_resources():
        for name, made, client in classes(session, service):
            for kind, member in members(name, made, client):
                print(service, name, kind, member, sep="\t")


if __name__ == "__main__":
    main()
