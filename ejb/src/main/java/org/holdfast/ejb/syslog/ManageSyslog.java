package org.holdfast.ejb.syslog;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.identifier.Uuid7;
import org.holdfast.domain.syslog.SyslogMessage;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.domain.syslog.SyslogReceivers;
import org.holdfast.ejb.rootoftrust.RestoreGate;
import org.jspecify.annotations.Nullable;

/** Where audit records and alerts are forwarded to. */
@Stateless
@RolesAllowed(Role.Names.SYSTEM_ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManageSyslog {

  /** Long enough for a receiver to hang up on what it does not take. */
  private static final Duration HANGS_UP = Duration.ofMillis(500);

  @Resource private SessionContext context;
  @Inject private SyslogTransactions transactions;
  @Inject private SyslogForwarder forwarder;
  @Inject private RestoreGate gate;
  @Inject private SecureRandom random;
  @Inject private Clock clock;

  /**
   * A receiver as somebody wants it.
   *
   * @param ca null for the authorities that Java trusts
   */
  public record Draft(String host, int port, Transport transport, @Nullable String ca) {

    /**
     * Checked here, where it is still known which of several it is.
     *
     * @throws VaultException {@link ErrorCode#INPUT_INVALID} at {@code host}, {@code port} or
     *     {@code ca}
     */
    public Draft {
      SyslogReceiver.check(host, port, transport, ca);
    }
  }

  public List<SyslogView> list() {
    long end = transactions.end();
    return transactions.list().stream().map(line -> view(line, end)).toList();
  }

  /**
   * Puts these in the place of all receivers. One that is there already goes on where it is; a new
   * one gets what is recorded from now on.
   *
   * @throws VaultException {@link ErrorCode#INPUT_INVALID}
   */
  public List<SyslogView> save(List<Draft> drafts) {
    gate.requireNone();
    if (drafts.size() > SyslogReceiver.MOST) {
      throw new VaultException(
              ErrorCode.INPUT_INVALID, "at most %d receivers".formatted(SyslogReceiver.MOST))
          .atField("receivers");
    }
    List<SyslogReceivers.Line> before = transactions.list();
    List<SyslogReceivers.Line> after = new ArrayList<>();
    for (Draft draft : drafts) {
      SyslogReceivers.Line line = line(draft, before);
      if (after.stream().anyMatch(other -> other.receiver().isSamePlace(line.receiver()))) {
        throw new VaultException(
                ErrorCode.INPUT_INVALID, line.receiver().describe() + " is there twice")
            .atField("receivers");
      }
      after.add(line);
    }
    transactions.replace(after, event(describe(after)));
    forwarder.changed();
    return list();
  }

  /**
   * Sends a test message to a receiver, by a connection of its own.
   *
   * @throws VaultException {@link ErrorCode#SYSLOG_RECEIVER_UNKNOWN}; {@link
   *     ErrorCode#SYSLOG_UNREACHABLE}; {@link ErrorCode#SYSLOG_NOT_TRUSTED}
   */
  public void test(UUID id) {
    SyslogReceiver receiver =
        transactions.list().stream()
            .map(SyslogReceivers.Line::receiver)
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new VaultException(ErrorCode.SYSLOG_RECEIVER_UNKNOWN));
    try (SyslogConnection connection = SyslogConnection.open(receiver)) {
      connection.write(SyslogForwarder.format().frame(message()));
      connection.requireOpen(HANGS_UP);
    } catch (IOException e) {
      throw SyslogConnection.failure(receiver, e);
    }
  }

  private SyslogMessage message() {
    return new SyslogMessage(
        SyslogMessage.Severity.NOTICE,
        clock.instant(),
        "TEST",
        Map.of("user", context.getCallerPrincipal().getName()),
        "Test message of Holdfast");
  }

  private SyslogReceivers.Line line(Draft draft, List<SyslogReceivers.Line> before) {
    SyslogReceiver wanted =
        new SyslogReceiver(
            Uuid7.next(random),
            draft.host(),
            draft.port(),
            draft.transport(),
            draft.ca(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    Optional<SyslogReceivers.Line> same =
        before.stream().filter(line -> line.receiver().isSamePlace(wanted)).findFirst();
    if (same.isEmpty()) {
      return new SyslogReceivers.Line(wanted, transactions.end());
    }
    SyslogReceiver known = same.get().receiver();
    return new SyslogReceivers.Line(
        new SyslogReceiver(
            known.id(),
            wanted.host(),
            wanted.port(),
            wanted.transport(),
            wanted.ca(),
            wanted.changedAt()),
        same.get().position());
  }

  private SyslogView view(SyslogReceivers.Line line, long end) {
    Optional<ReceiverLine> open = forwarder.line(line.receiver().id());
    long position = open.map(ReceiverLine::sentUpTo).orElse(line.position());
    return new SyslogView(
        line.receiver(),
        position,
        Math.max(0, end - position),
        open.map(ReceiverLine::lastSent).orElse(null),
        open.map(ReceiverLine::failure).orElse(null));
  }

  private AuditEvent event(String detail) {
    return AuditEvent.succeeded(
        context.getCallerPrincipal().getName(), AuditOperation.CHANGE_SYSLOG, null, detail);
  }

  private static String describe(List<SyslogReceivers.Line> lines) {
    return lines.isEmpty()
        ? "no receiver"
        : lines.stream().map(line -> line.receiver().describe()).collect(Collectors.joining(", "));
  }
}
