"""Prints every exception that boto3, botocore and s3transfer define, one a line: the module's name and the class's."""

import importlib
import inspect
import pkgutil
import warnings

warnings.simplefilter("ignore")
for package in ("botocore", "boto3", "s3transfer"):
    path = importlib.import_module(package).__path__
    for name in [package, *(module.name for module in pkgutil.walk_packages(path, f"{package}."))]:
        if ".vendored" in name or ".docs" in name:
            continue
        try:
            module = importlib.import_module(name)
        except ImportError:  # What needs awscrt defines none.
            continue
        for key, value in vars(module).items():
            if inspect.isclass(value) and issubclass(value, BaseException) and value.__module__ == name:
                print(f"{name}.{key}")
