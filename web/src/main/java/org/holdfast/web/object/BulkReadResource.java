package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.ejb.object.CreateObject;
import org.holdfast.ejb.object.ReadObject;
import org.holdfast.web.json.RequestBody;

/** The material of several security objects at once. */
@Path("/objects/bulk-read")
@RequestScoped
public class BulkReadResource {

  private static final int UUID_LENGTH = 36;

  @Inject private ReadObject readObject;

  /** The current material of several, all of them or none. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public StreamingOutput readAll(InputStream input) {
    try (RequestBody body = RequestBody.read(input).only("ids")) {
      List<ObjectId> ids =
          body.texts("ids", CreateObject.MAX_BULK, UUID_LENGTH).stream()
              .map(ObjectId::parse)
              .toList();
      if (ids.isEmpty()) {
        throw new VaultException(ErrorCode.INPUT_MISSING, "the field 'ids'").atField("ids");
      }
      return MaterialOutput.list(readObject.readAll(ids));
    }
  }
}
