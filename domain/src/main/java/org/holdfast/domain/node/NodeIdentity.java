package org.holdfast.domain.node;

import java.util.UUID;

/** Who this node is; one home folder is one node. */
public interface NodeIdentity {

  UUID id();
}
