package org.holdfast.ejb.node;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the tables are there: until then nothing that asks for them need try. */
@ApplicationScoped
public class SchemaState {

  private volatile boolean ready;

  /** False until the database was reached for the first time and its schema is in order. */
  public boolean isReady() {
    return ready;
  }

  /** Says that the tables are there. */
  public void setReady() {
    ready = true;
  }
}
