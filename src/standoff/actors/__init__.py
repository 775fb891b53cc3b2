"""Who takes part in conflicts and who reports on them: states, their forces, groups, bodies, outlets.

>>> from standoff.actors import ActorRegistry
>>> registry = ActorRegistry.load()
>>> registry.resolve("US troops")
Actor(id='USA-MIL', name='Armed forces of the United States', country='USA', sector='MIL')
>>> registry.resolve("Daesh").id
'ISIS'
>>> registry.source_kind("US officials"), registry.party_of("US officials")
('unnamed_official', 'USA')
"""

from standoff.actors.registry import ActorRegistry

__all__ = ["ActorRegistry"]
