package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.holdfast.ejb.access.ManageEndpoints;
import org.holdfast.web.form.PageTurn;
import org.holdfast.web.form.TypedConfirmation;

/** The dialog Delete endpoint: confirmed by typing the endpoint's name. */
@Named("deleteEndpoint")
@RequestScoped
public class DeleteEndpointForm extends TypedConfirmation {

  @Inject private ManageEndpoints manageEndpoints;
  @Inject private EndpointPage page;

  public DeleteEndpointForm() {
    super("delete");
  }

  @Override
  protected String name() {
    return page.current().name().value();
  }

  @Override
  protected void perform() {
    manageEndpoints.delete(page.endpointId());
    PageTurn.to("/endpoints/endpoints.xhtml?deleted=1");
  }
}
