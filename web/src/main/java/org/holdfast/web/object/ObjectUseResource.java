package org.holdfast.web.object;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.ejb.object.FindObject;
import org.holdfast.ejb.object.UseObject;
import org.holdfast.web.json.RequestBody;
import org.holdfast.web.json.SecretJson;
import org.jspecify.annotations.Nullable;

/** Uses keys in the vault. Binary values are base64, in and out. */
@Path("/objects")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ObjectUseResource {

  private static final String SCHEME = "scheme";
  private static final String VERSION = "version";
  private static final int MAX_SCHEME = 64;
  private static final int UUID_LENGTH = 36;

  @Inject private UseObject useObject;
  @Inject private FindObject findObject;

  @POST
  @Path("/{id}/encrypt")
  public String encrypt(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(SCHEME, "plaintext", "additionalData");
        SecretBytes plaintext = body.data("plaintext")) {
      return UseDocument.encrypted(
          useObject.encrypt(
              ObjectId.parse(id), scheme(body), plaintext, body.optionalBytes("additionalData")),
          "ciphertext");
    }
  }

  @POST
  @Path("/{id}/decrypt")
  public StreamingOutput decrypt(InputStream input, @PathParam("id") String id) {
    try (RequestBody body =
        RequestBody.read(input).only(VERSION, SCHEME, "iv", "ciphertext", "additionalData")) {
      SecretBytes plaintext =
          useObject.decrypt(
              ObjectId.parse(id),
              version(body),
              scheme(body),
              body.optionalBytes("iv"),
              body.bytes("ciphertext"),
              body.optionalBytes("additionalData"));
      return SecretJson.of(Map.of("plaintext", plaintext));
    }
  }

  @POST
  @Path("/{id}/sign")
  public String sign(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(SCHEME, "data");
        SecretBytes data = body.data("data")) {
      return UseDocument.signed(
          useObject.sign(ObjectId.parse(id), scheme(body), data), "signature");
    }
  }

  @POST
  @Path("/{id}/verify")
  public String verify(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(VERSION, SCHEME, "data", "signature");
        SecretBytes data = body.data("data")) {
      return UseDocument.valid(
          useObject.verify(
              ObjectId.parse(id), version(body), scheme(body), data, body.bytes("signature")));
    }
  }

  @POST
  @Path("/{id}/mac")
  public String mac(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(SCHEME, "data");
        SecretBytes data = body.data("data")) {
      return UseDocument.signed(useObject.mac(ObjectId.parse(id), scheme(body), data), "mac");
    }
  }

  @POST
  @Path("/{id}/verify-mac")
  public String verifyMac(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(VERSION, SCHEME, "data", "mac");
        SecretBytes data = body.data("data")) {
      return UseDocument.valid(
          useObject.verifyMac(
              ObjectId.parse(id), version(body), scheme(body), data, body.bytes("mac")));
    }
  }

  /** Wraps another object's current material with this key. */
  @POST
  @Path("/{id}/wrap")
  public String wrap(InputStream input, @PathParam("id") String id) {
    try (RequestBody body = RequestBody.read(input).only(SCHEME, "object")) {
      ObjectId wrapped = ObjectId.parse(body.text("object", UUID_LENGTH));
      return UseDocument.encrypted(
          useObject.wrap(ObjectId.parse(id), scheme(body), wrapped), "wrapped");
    }
  }

  /** Makes a new object of a wrapped key; the answer is that object, at its own address. */
  @POST
  @Path("/{id}/unwrap")
  public Response unwrap(InputStream input, @PathParam("id") String id, @Context UriInfo uri) {
    try (RequestBody body = RequestBody.read(input).only(VERSION, SCHEME, "wrapped", "object")) {
      NewObject as = NewObjectBody.unwrapped(body.object("object"));
      Integer version = version(body);
      String scheme = scheme(body);
      Bytes wrapped = body.bytes("wrapped");
      UUID made =
          AttributeFields.named(
              () -> useObject.unwrap(ObjectId.parse(id), version, scheme, wrapped, as));
      return ObjectDocument.created(findObject.find(new ObjectId(made)), uri);
    }
  }

  private static @Nullable String scheme(RequestBody body) {
    return body.optionalText(SCHEME, MAX_SCHEME);
  }

  private static @Nullable Integer version(RequestBody body) {
    Integer version = body.optionalInteger(VERSION);
    if (version != null && version < 1) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "versions count from 1").atField(VERSION);
    }
    return version;
  }
}
