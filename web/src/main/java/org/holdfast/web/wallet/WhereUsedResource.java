package org.holdfast.web.wallet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.ejb.access.ManageWallets;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.web.json.Json;
import org.holdfast.web.object.ObjectDocument;
import org.jspecify.annotations.Nullable;

/** What hangs on a security object. Here, as objects need not know of virtual wallets. */
@Path("/objects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WhereUsedResource {

  @Inject private FindObject findObject;
  @Inject private ManageWallets manageWallets;

  @GET
  @Path("/{id}/where-used")
  public String whereUsed(@PathParam("id") String id) {
    FindObject.WhereUsed used = findObject.whereUsed(ObjectId.parse(id));
    List<Map<String, @Nullable Object>> wallets =
        used.wallets().stream()
            .map(wallet -> WalletDocument.render(manageWallets.findFilled(wallet.id())))
            .toList();
    List<Map<String, @Nullable Object>> grants =
        used.grants().stream().map(WalletDocument::render).toList();
    List<Map<String, @Nullable Object>> linked =
        used.linked().stream().map(ObjectDocument::render).toList();
    Map<String, @Nullable Object> json = Json.object();
    json.put("wallets", wallets);
    json.put("grants", grants);
    json.put("linked", linked);
    return Json.write(json);
  }
}
