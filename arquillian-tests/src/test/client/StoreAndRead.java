import java.net.URI;
import java.net.http.HttpClient;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BinaryOperator;
import javax.net.ssl.SSLContext;
import org.holdfast.client.ApiClient;
import org.holdfast.client.ApiException;
import org.holdfast.client.api.SecurityObjectsApi;
import org.holdfast.client.model.NewObject;
import org.holdfast.client.model.SecurityObject;

/**
 * What somebody writes who has generated a client. Compiled together with it, by GeneratedClientIT:
 * keeps a key under a name, and gives its material back as the vault has it, both in base64. Of a
 * name that is taken it gives the code of the problem.
 */
public final class StoreAndRead implements BinaryOperator<String> {

  private final SecurityObjectsApi objects;

  public StoreAndRead(URI server, SSLContext tls, String authorization) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(server.toString());
    client.setHttpClientBuilder(HttpClient.newBuilder().sslContext(tls));
    client.setRequestInterceptor(request -> request.header("Authorization", authorization));
    objects = new SecurityObjectsApi(client);
  }

  @Override
  public String apply(String name, String key) {
    NewObject wanted =
        new NewObject()
            .name(name)
            .type(NewObject.TypeEnum.SYMMETRIC_KEY)
            .algorithm(NewObject.AlgorithmEnum.AES)
            .material(key)
            .putAttributesItem("by", "a generated client");
    try {
      SecurityObject kept =
          objects.createObject(wanted, null, null, null, null, null, null);
      UUID id = kept.getId();
      if (!name.equals(objects.findObject(id, null).getName())) {
        throw new IllegalStateException("another object: " + id);
      }
      return Base64.getEncoder().encodeToString(objects.readMaterial(id, null).getMaterial());
    } catch (ApiException e) {
      String body = e.getResponseBody();
      int code = body == null ? -1 : body.indexOf("HF-3003");
      if (code < 0) {
        throw new IllegalStateException(body, e);
      }
      return body.substring(code, code + "HF-3003".length());
    }
  }
}
