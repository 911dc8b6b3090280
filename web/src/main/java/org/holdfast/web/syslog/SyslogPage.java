package org.holdfast.web.syslog;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.ejb.syslog.ManageSyslog;
import org.holdfast.ejb.syslog.SyslogView;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;

/** System Configuration, Syslog: the receivers and how far each is. */
@Named("syslogPage")
@ViewScoped
public class SyslogPage implements Serializable {

  private static final long serialVersionUID = 1L;

  // Views live in memory alone; nothing of this is ever written out.
  @Inject private transient ManageSyslog manageSyslog;

  private transient List<SyslogView> list = List.of();
  private transient @Nullable VaultException failure;
  private @Nullable UUID chosen;

  /** Looks again; called before each rendering. */
  public void refresh() {
    try {
      list = manageSyslog.list();
      failure = null;
    } catch (RuntimeException e) {
      failure = FormProblems.failure(e);
    }
  }

  /** Sends a test message to a receiver. */
  public void test(UUID id) {
    try {
      manageSyslog.test(id);
      FormProblems.done("Sent", "The receiver took the test message, as far as can be told.");
    } catch (RuntimeException e) {
      FormProblems.failed(e);
    }
  }

  /** The receivers as they are now, as what is to be saved. */
  List<ManageSyslog.Draft> drafts(@Nullable UUID without) {
    List<ManageSyslog.Draft> drafts = new ArrayList<>();
    for (SyslogView view : manageSyslog.list()) {
      SyslogReceiver receiver = view.receiver();
      if (!receiver.id().equals(without)) {
        drafts.add(
            new ManageSyslog.Draft(
                receiver.host(), receiver.port(), receiver.transport(), receiver.ca()));
      }
    }
    return drafts;
  }

  /** The receiver whose dialog is open. */
  void choose(UUID id) {
    chosen = id;
  }

  /**
   * @throws VaultException {@link ErrorCode#SYSLOG_RECEIVER_UNKNOWN}
   */
  SyslogReceiver current() {
    return manageSyslog.list().stream()
        .map(SyslogView::receiver)
        .filter(receiver -> receiver.id().equals(chosen))
        .findFirst()
        .orElseThrow(() -> new VaultException(ErrorCode.SYSLOG_RECEIVER_UNKNOWN));
  }

  /** Host of the chosen one; empty if none is chosen. */
  public String getChosenName() {
    return list.stream()
        .map(SyslogView::receiver)
        .filter(receiver -> receiver.id().equals(chosen))
        .map(SyslogReceiver::host)
        .findFirst()
        .orElse("");
  }

  public List<SyslogView> getList() {
    return list;
  }

  public @Nullable VaultException getFailure() {
    return failure;
  }
}
