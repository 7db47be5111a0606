"""Everything that makes the demo models: the drawn people, the training stages and the packing."""

from core.offline import go_offline
from core.threads import wait_asleep

go_offline()  # before any module here brings a library that would ask the network
wait_asleep()  # and torch
