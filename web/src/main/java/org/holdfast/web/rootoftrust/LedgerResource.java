package org.holdfast.web.rootoftrust;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.rootoftrust.ManageLedger;
import org.holdfast.web.json.RequestBody;

/** The safe-to-destroy ledger (B9); every call answers it as it is afterwards. */
@Path("/hsm/ledger")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

  private static final String CONFIRMATION = "confirmation";
  private static final String PASSPHRASE = "recoveryPassphrase";
  private static final String CREDENTIAL = "credential";
  private static final int MOST_DIGITS = 9;

  @Inject private ManageLedger manageLedger;

  /** Which keys there are, and what still needs each of them. */
  @GET
  public String ledger() {
    return LedgerDocument.render(manageLedger.read());
  }

  /** Destroy Root of Trust key. */
  @POST
  @Path("/root-keys/{tokenSerial}/{number}/destroy")
  @Consumes(MediaType.APPLICATION_JSON)
  public String destroyRootKey(
      @PathParam("tokenSerial") String tokenSerial,
      @PathParam("number") String number,
      InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(CONFIRMATION, PASSPHRASE, CREDENTIAL);
        SecretChars passphrase = body.secret(PASSPHRASE);
        SecretChars credential = body.optionalSecret(CREDENTIAL)) {
      manageLedger.destroyRootKey(
          tokenSerial, number(number), body.text(CONFIRMATION), passphrase, credential);
      return ledger();
    }
  }

  /** Destroy master key. */
  @POST
  @Path("/master-keys/{generation}/destroy")
  @Consumes(MediaType.APPLICATION_JSON)
  public String destroyMasterKey(@PathParam("generation") String generation, InputStream input) {
    try (RequestBody body = RequestBody.read(input).only(CONFIRMATION, PASSPHRASE);
        SecretChars passphrase = body.secret(PASSPHRASE)) {
      manageLedger.destroyMasterKey(number(generation), body.text(CONFIRMATION), passphrase);
      return ledger();
    }
  }

  private static int number(String text) {
    if (text.length() > MOST_DIGITS || !text.matches("[0-9]+")) {
      throw new VaultException(ErrorCode.LEDGER_KEY_UNKNOWN, "a key has a number from 1");
    }
    return Integer.parseInt(text);
  }
}
