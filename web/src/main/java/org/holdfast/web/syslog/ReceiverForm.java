package org.holdfast.web.syslog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.ejb.syslog.ManageSyslog;
import org.holdfast.web.error.FormProblems;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog Add receiver. */
@Named("receiverForm")
@RequestScoped
public class ReceiverForm {

  private static final String TLS_PORT = "6514";

  @Inject private ManageSyslog manageSyslog;
  @Inject private SyslogPage page;

  private @Nullable String host;
  private @Nullable String port = TLS_PORT;
  private Transport transport = Transport.TLS;
  private @Nullable String ca;

  /** Opens the dialog with nothing typed. */
  public void open() {
    host = null;
    port = TLS_PORT;
    transport = Transport.TLS;
    ca = null;
  }

  /** Adds it; the dialog closes when that is done. */
  public void save() {
    FormProblems problems = new FormProblems("receiver");
    problems.require("host", host);
    problems.require("port", port);
    if (!problems.none() || host == null || port == null) {
      return;
    }
    try {
      List<ManageSyslog.Draft> drafts = page.drafts(null);
      drafts.add(
          new ManageSyslog.Draft(
              host.strip(),
              number(port),
              transport,
              transport == Transport.TLS && ca != null && !ca.isBlank() ? ca : null));
      manageSyslog.save(drafts);
      FormProblems.done(
          "Added", host.strip() + " gets what is recorded from now on. Send a test message.");
      PrimeFaces.current().ajax().addCallbackParam("done", true);
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "a whole number", e).atField("port");
    }
  }

  public @Nullable String getHost() {
    return host;
  }

  public void setHost(@Nullable String host) {
    this.host = host;
  }

  public @Nullable String getPort() {
    return port;
  }

  public void setPort(@Nullable String port) {
    this.port = port;
  }

  public Transport getTransport() {
    return transport;
  }

  public void setTransport(Transport transport) {
    this.transport = transport;
  }

  public @Nullable String getCa() {
    return ca;
  }

  public void setCa(@Nullable String ca) {
    this.ca = ca;
  }
}
