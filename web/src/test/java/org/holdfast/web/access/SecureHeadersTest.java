package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecureHeadersTest {

  @Test
  void apply_toAnApiAnswer_setsEverything() {
    Map<String, String> headers = apply("/api/v1/objects");

    assertThat(headers)
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
        .containsEntry("Content-Security-Policy", SecureHeaders.CONTENT_SECURITY_POLICY)
        .containsKeys("Strict-Transport-Security", "Permissions-Policy");
  }

  @Test
  void apply_toAFacesPage_leavesThePolicyToTheOneWithANonce() {
    assertThat(apply("/home.xhtml"))
        .doesNotContainKey("Content-Security-Policy")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void apply_toAnAsset_letsItBeCached() {
    assertThat(apply("/assets/tokens.css").get("Cache-Control")).contains("max-age");
    assertThat(apply("/jakarta.faces.resource/core.js.xhtml"))
        .containsKey("Content-Security-Policy");
  }

  @Test
  void policy_ofThePagesInWebXml_isTheSame() throws IOException {
    String webXml = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));

    assertThat(webXml)
        .contains("<param-value>" + SecureHeaders.CONTENT_SECURITY_POLICY + "</param-value>");
  }

  @Test
  void policy_endsWhereTheNonceIsAdded_andAllowsNoInlineScript() {
    assertThat(SecureHeaders.CONTENT_SECURITY_POLICY)
        .endsWith("script-src 'self'")
        .contains("object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'")
        .doesNotContain("unsafe-eval");
  }

  private static Map<String, String> apply(String path) {
    Map<String, String> headers = new HashMap<>();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                SecureHeadersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) ->
                    method.getName().equals("setHeader")
                        ? headers.put((String) arguments[0], (String) arguments[1])
                        : null);
    SecureHeaders.apply(path, response);
    return headers;
  }
}
