package org.holdfast.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.domain.hsm.HsmConnection;
import org.holdfast.domain.hsm.HsmException;
import org.holdfast.domain.hsm.HsmTarget;
import org.junit.jupiter.api.Test;

/** What the container sees of a session, step by step, without a container. */
class HsmManagedConnectionTest extends TokenTest {

  /** Stands for the pool. */
  private static final class Events implements ConnectionEventListener {
    private final List<Integer> ids = new ArrayList<>();

    @Override
    public void connectionClosed(ConnectionEvent event) {
      ids.add(event.getId());
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      ids.add(event.getId());
    }

    @Override
    public void localTransactionStarted(ConnectionEvent event) {
      ids.add(event.getId());
    }

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {
      ids.add(event.getId());
    }

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {
      ids.add(event.getId());
    }
  }

  private final Events events = new Events();

  @Test
  void managedConnection_borrowedReturnedAndDestroyed_livesAsTheContainerExpects()
      throws Exception {
    login(PIN);
    on(connection -> connection.createRootKey(FIRST, false));

    // 1. The container makes one and borrows it.
    ManagedConnection managed = create();
    HsmConnection first = (HsmConnection) managed.getConnection(null, request());
    assertRoundTrip(first);

    // 2. The application closes its handle; the session stays for the next user.
    first.close();
    first.close();
    assertThat(events.ids).containsExactly(ConnectionEvent.CONNECTION_CLOSED);
    managed.cleanup();
    assertThatIllegalStateException().isThrownBy(() -> first.random(1));

    // 3. It is matched and borrowed again.
    assertThat(adapter.managed().matchManagedConnections(Set.of(managed), null, request()))
        .isSameAs(managed);
    HsmConnection second = (HsmConnection) managed.getConnection(null, request());
    assertRoundTrip(second);

    // 4. The container takes it away: handles die with it, and destroying twice is harmless.
    managed.destroy();
    managed.destroy();
    assertThatIllegalStateException().isThrownBy(() -> second.random(1));
    assertThat(events.ids).containsExactly(ConnectionEvent.CONNECTION_CLOSED);
  }

  @Test
  void callerError_session_staysInThePool() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    HsmConnection handle = (HsmConnection) managed.getConnection(null, request());

    failure(() -> handle.rootKey(FIRST));

    assertThat(events.ids).isEmpty();
    assertThat(invalid(managed)).isEmpty();
    managed.destroy();
  }

  @Test
  void sessionLost_call_reportsTheErrorToTheContainer() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    HsmConnection handle = (HsmConnection) managed.getConnection(null, request());
    SoftHsm.closeSessionsUnderneath(SoftHsm.library());

    failure(() -> handle.random(1));

    assertThat(events.ids).containsExactly(ConnectionEvent.CONNECTION_ERROR_OCCURRED);
    assertThat(invalid(managed)).containsExactly(managed);
    assertThat(adapter.managed().matchManagedConnections(Set.of(managed), null, request()))
        .isNull();
    managed.destroy();
  }

  @Test
  void sessionLost_idle_isFoundByValidation() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    assertThat(invalid(managed)).isEmpty();

    SoftHsm.closeSessionsUnderneath(SoftHsm.library());

    assertThat(invalid(managed)).containsExactly(managed);
    managed.destroy();
  }

  @Test
  void libraryReinitialized_idleSession_isFoundByValidation() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    SoftHsm.finalizeUnderneath(SoftHsm.library());
    on(HsmConnection::highestKeyNumber);

    assertThat(invalid(managed)).containsExactly(managed);
    managed.destroy();
  }

  @Test
  void destroy_libraryFinalizedUnderneath_isSilent() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    SoftHsm.finalizeUnderneath(SoftHsm.library());

    managed.destroy();

    assertThat(invalid(managed)).containsExactly(managed);
  }

  @Test
  void associateConnection_handle_movesToTheOtherSession() throws Exception {
    login(PIN);
    ManagedConnection one = create();
    ManagedConnection other = create();
    HsmConnection handle = (HsmConnection) one.getConnection(null, request());

    other.associateConnection(handle);
    one.destroy();

    handle.random(1).close();
    other.destroy();
    assertThatIllegalStateException().isThrownBy(() -> handle.random(1));
  }

  @Test
  void transactions_asked_areNotSupported() throws Exception {
    login(PIN);
    ManagedConnection managed = create();

    assertThatThrownBy(managed::getXAResource).isInstanceOf(NotSupportedException.class);
    assertThatThrownBy(managed::getLocalTransaction).isInstanceOf(NotSupportedException.class);
    assertThat(managed.getMetaData().getEISProductName()).isEqualTo("Vendor softhsm");
    assertThat(managed.getMetaData().getUserName()).isEmpty();
    managed.destroy();
  }

  @Test
  void matchManagedConnections_otherTarget_matchesNone() throws Exception {
    login(PIN);
    ManagedConnection managed = create();
    HsmRequest other = new HsmRequest(hsm.target("beta"));

    assertThat(adapter.managed().matchManagedConnections(Set.of(managed), null, other)).isNull();
    managed.destroy();
  }

  @Test
  void createManagedConnection_tokenAway_carriesTheCause() {
    HsmTarget nobody = hsm.target("nobody");

    assertThatThrownBy(
            () -> adapter.managed().createManagedConnection(null, new HsmRequest(nobody)))
        .isInstanceOf(ResourceException.class)
        .hasCauseInstanceOf(HsmException.class);
  }

  private ManagedConnection create() throws ResourceException {
    ManagedConnection managed = adapter.managed().createManagedConnection(null, request());
    managed.addConnectionEventListener(events);
    return managed;
  }

  private HsmRequest request() {
    return new HsmRequest(target());
  }

  @SuppressWarnings("unchecked") // the signature of the specification
  private Set<Object> invalid(ManagedConnection managed) {
    return new HashSet<Object>(adapter.managed().getInvalidConnections(Set.of(managed)));
  }
}
