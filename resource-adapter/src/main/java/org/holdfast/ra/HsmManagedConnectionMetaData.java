package org.holdfast.ra;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.holdfast.domain.hsm.HsmTarget;

/** What the container may show of a connection. No user name: a token has one login. */
record HsmManagedConnectionMetaData(HsmTarget target) implements ManagedConnectionMetaData {

  @Override
  public String getEISProductName() {
    return target.vendor().displayName();
  }

  @Override
  public String getEISProductVersion() {
    return target.library().toString();
  }

  /** 0, which means: no limit known. */
  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public String getUserName() {
    return "";
  }
}
