package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorePathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/system/status",
        "/api/v1/backups/restore",
        "/health/live",
        "/health/ready",
        "/restoring.xhtml",
        "/assets/console.css",
        "/jakarta.faces.resource/theme.css.xhtml"
      })
  void isServed_whatTellsHowItIs_isReadAlone(String path) {
    assertThat(RestorePaths.isServed("GET", path)).isTrue();
    assertThat(RestorePaths.isServed("HEAD", path)).isTrue();
    assertThat(RestorePaths.isServed("POST", path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/home.xhtml",
        "/login.xhtml",
        "/openapi",
        "/api/v1/objects",
        "/api/v1/backups/status",
        "/api/v1/backups/restore/",
        "/api/v1/system/status/x",
        "/assets/../api/v1/objects",
        "/health/../api/v1/objects"
      })
  void isServed_everythingElse_isNot(String path) {
    assertThat(RestorePaths.isServed("GET", path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/backups/restore,true",
    "HEAD,/api/v1/backups/restore,true",
    "POST,/api/v1/backups/restore,false",
    "GET,/restoring.xhtml,true",
    "GET,/api/v1/system/status,false",
    "GET,/api/v1/backups/status,false"
  })
  void isAboutRestore_needsNoSignIn(String method, String path, boolean expected) {
    assertThat(RestorePaths.isAboutRestore(method, path)).isEqualTo(expected);
  }

  @Test
  void isPage_isWhatBrowsersShow() {
    assertThat(RestorePaths.isPage("/")).isTrue();
    assertThat(RestorePaths.isPage("/keys/objects.xhtml")).isTrue();
    assertThat(RestorePaths.isPage("/api/v1/me")).isFalse();
    assertThat(RestorePaths.isPage("/openapi")).isFalse();
  }
}
