package org.holdfast.ejb.node;

/** What the vault does by itself, again and again. */
public final class PeriodicTask {

  /** WildFly's, in a module that no deployment sees. */
  private static final String STOPPED = "org.jboss.as.ee.component.ComponentIsStoppedException";

  private PeriodicTask() {}

  /**
   * Logs that a turn failed; one that the end of the server has met is no failure, and one that met
   * a database that is away is told with that.
   */
  public static void failed(RuntimeException failure) {
    if (!isOfServerThatStops(failure) && !DatabaseOutage.isCauseOf(failure)) {
      SystemMessages.LOG.periodicTaskFailed(failure);
    }
  }

  private static boolean isOfServerThatStops(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at.getClass().getName().equals(STOPPED)) {
        return true;
      }
    }
    return false;
  }
}
