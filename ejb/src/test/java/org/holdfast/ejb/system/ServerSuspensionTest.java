package org.holdfast.ejb.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class ServerSuspensionTest {

  /** What the management interface asks for. */
  public interface StateMBean {}

  /** Tells as WildFly's does. */
  public static final class State extends NotificationBroadcasterSupport implements StateMBean {
    void changed(String attribute, String from, String to) {
      sendNotification(
          new AttributeChangeNotification(
              this, 1, 0, attribute, attribute, String.class.getName(), from, to));
    }
  }

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final AtomicInteger times = new AtomicInteger();

  @Test
  void suspending_isDoneOnce_untilTheEnd() throws Exception {
    State state = new State();
    server.registerMBean(state, new ObjectName("jboss.root:type=state"));
    ServerSuspension watch = ServerSuspension.watch(server, times::incrementAndGet);

    state.changed("RuntimeConfigurationState", "ok", "suspending");
    state.changed("RunningState", "starting", "normal");
    assertThat(times).hasValue(0);
    state.changed("RunningState", "normal", "suspending");
    state.changed("RunningState", "suspending", "suspended");
    assertThat(times).hasValue(1);
    watch.end();
    state.changed("RunningState", "normal", "suspending");

    assertThat(times).hasValue(1);
  }

  @Test
  void action_thatFails_doesNotReachTheServer() throws Exception {
    State state = new State();
    server.registerMBean(state, new ObjectName("jboss.root:type=state"));
    ServerSuspension.watch(
        server,
        () -> {
          times.incrementAndGet();
          throw new IllegalStateException("no HSM");
        });

    assertThatCode(() -> state.changed("RunningState", "normal", "suspending"))
        .doesNotThrowAnyException();
    assertThat(times).hasValue(1);
  }

  @Test
  void serverThatDoesNotTell_isNoFailure() {
    assertThatCode(() -> ServerSuspension.watch(server, times::incrementAndGet).end())
        .doesNotThrowAnyException();
  }
}
