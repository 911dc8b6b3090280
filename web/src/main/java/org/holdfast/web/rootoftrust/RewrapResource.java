package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.holdfast.ejb.object.PauseRewrapping;
import org.holdfast.ejb.rootoftrust.RotateMasterKey;

/** Re-wrapping of data keys (S119); every call answers how far it has come. */
@Path("/hsm/rewrap")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RewrapResource {

  @Inject private PauseRewrapping pauseRewrapping;
  @Inject private RotateMasterKey rotateMasterKey;

  /** Pauses it until it is resumed, over restarts too. */
  @POST
  @Path("/pause")
  public String pause() {
    pauseRewrapping.pause();
    return MasterKeyDocument.render(rotateMasterKey.current());
  }

  @POST
  @Path("/resume")
  public String resume() {
    pauseRewrapping.resume();
    return MasterKeyDocument.render(rotateMasterKey.current());
  }
}
