package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.holdfast.domain.access.Endpoint;
import org.holdfast.domain.access.EndpointName;
import org.holdfast.domain.access.WalletId;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.web.error.FormProblems;
import org.holdfast.web.form.PageTurn;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialogs Create and Edit endpoint. */
@Named("endpointForm")
@RequestScoped
public class EndpointForm {

  static final String FORM = "endpoint";

  @Inject private ManageEndpoints manageEndpoints;
  @Inject private EndpointPage page;

  private @Nullable String name;
  private @Nullable String description;
  private @Nullable String defaultWallet;
  private @Nullable String revision;

  /** Opens the dialog Edit with what there is. */
  public void open() {
    try {
      Endpoint endpoint = page.current();
      WalletId wallet = endpoint.defaultWallet();
      name = endpoint.name().value();
      description = endpoint.description();
      defaultWallet = wallet == null ? null : wallet.toString();
      revision = endpoint.revision().toString();
    } catch (RuntimeException e) {
      new FormProblems(FORM).add(e);
    }
  }

  public void create() {
    FormProblems problems = new FormProblems(FORM);
    problems.require("name", name);
    if (problems.none() && name != null) {
      try {
        Endpoint made = manageEndpoints.create(new EndpointName(name), text(), wallet());
        PageTurn.to("/endpoints/endpoint.xhtml?id=" + made.id() + "&created=1");
      } catch (RuntimeException e) {
        problems.add(e);
      }
    }
  }

  public void save() {
    FormProblems problems = new FormProblems(FORM);
    try {
      Endpoint changed =
          manageEndpoints.change(
              page.endpointId(),
              text(),
              wallet(),
              revision == null ? null : UUID.fromString(revision));
      PrimeFaces.current().ajax().addCallbackParam("done", true);
      FormProblems.done("Saved", changed.name() + " is changed.");
    } catch (RuntimeException e) {
      problems.add(e);
    }
  }

  private String text() {
    return description == null ? "" : description;
  }

  private @Nullable WalletId wallet() {
    return defaultWallet == null ? null : WalletId.parse(defaultWallet);
  }

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable String getDefaultWallet() {
    return defaultWallet;
  }

  public void setDefaultWallet(@Nullable String defaultWallet) {
    this.defaultWallet = defaultWallet;
  }

  public @Nullable String getRevision() {
    return revision;
  }

  public void setRevision(@Nullable String revision) {
    this.revision = revision;
  }
}
