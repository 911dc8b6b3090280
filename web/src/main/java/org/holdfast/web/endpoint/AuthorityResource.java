package org.holdfast.web.endpoint;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.holdfast.ejb.access.EndpointAuthority;

/** What everybody may know of the authority that gives endpoints their certificates. */
@Path("/authority")
@RequestScoped
public class AuthorityResource {

  @Inject private EndpointAuthority authority;

  @GET
  @Path("/certificate")
  @Produces("application/x-pem-file")
  public String certificate() {
    return authority.certificatePem();
  }

  @GET
  @Path("/revocation-list")
  @Produces("application/pkix-crl")
  public byte[] revocationList() {
    return authority.revocationList().toByteArray();
  }
}
