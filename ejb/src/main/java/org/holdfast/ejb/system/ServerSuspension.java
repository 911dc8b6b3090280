package org.holdfast.ejb.system;

import java.lang.management.ManagementFactory;
import javax.management.AttributeChangeNotification;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.holdfast.ejb.node.SystemMessages;

/**
 * Does something when the server begins to stop and everything still works: when beans are
 * destroyed, database and HSM are gone already. The server suspends itself first, tells so over
 * JMX, and waits until this has returned. Where it does not tell, nothing is done.
 */
final class ServerSuspension implements NotificationListener {

  private static final String STATE = "jboss.root:type=state";
  private static final String ATTRIBUTE = "RunningState";
  private static final String SUSPENDING = "suspending";

  private final MBeanServer server;
  private final ObjectName state;
  private final Runnable action;

  private ServerSuspension(MBeanServer server, ObjectName state, Runnable action) {
    this.server = server;
    this.state = state;
    this.action = action;
  }

  /**
   * Begins to watch.
   *
   * @param action must not take long
   */
  static ServerSuspension watch(Runnable action) {
    return watch(ManagementFactory.getPlatformMBeanServer(), action);
  }

  static ServerSuspension watch(MBeanServer server, Runnable action) {
    try {
      ServerSuspension watch = new ServerSuspension(server, new ObjectName(STATE), action);
      watch.begin();
      return watch;
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(STATE, e);
    }
  }

  private void begin() {
    try {
      server.addNotificationListener(state, this, null, null);
    } catch (JMException e) {
      SystemMessages.LOG.debug("The server does not tell when it stops", e);
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (!(notification instanceof AttributeChangeNotification change)
        || !change.getAttributeName().equals(ATTRIBUTE)
        || !String.valueOf(change.getNewValue()).equalsIgnoreCase(SUSPENDING)) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException e) {
      // The server stops all the same.
      SystemMessages.LOG.debug("Not done before the stop", e);
    }
  }

  /** Ends watching. */
  void end() {
    try {
      server.removeNotificationListener(state, this);
    } catch (JMException e) {
      SystemMessages.LOG.debug("Nothing was watched", e);
    }
  }
}
