package org.holdfast.domain.object;

/** KMIP 2.1, 4.57, State. */
public enum ObjectState {
  PRE_ACTIVE("Pre-Active"),
  ACTIVE("Active"),
  DEACTIVATED("Deactivated"),
  COMPROMISED("Compromised"),
  DESTROYED("Destroyed"),
  DESTROYED_COMPROMISED("Destroyed Compromised");

  private final String displayName;

  ObjectState(String displayName) {
    this.displayName = displayName;
  }

  public String displayName() {
    return displayName;
  }

  public boolean isDestroyed() {
    return this == DESTROYED || this == DESTROYED_COMPROMISED;
  }

  /** The state after the material is destroyed; a destroyed object stays as it is. */
  public ObjectState destroyed() {
    return switch (this) {
      case PRE_ACTIVE, ACTIVE, DEACTIVATED, DESTROYED -> DESTROYED;
      case COMPROMISED, DESTROYED_COMPROMISED -> DESTROYED_COMPROMISED;
    };
  }
}
