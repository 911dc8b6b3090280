package org.holdfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathsTest {

  @Test
  void orHome_ofAPageOfTheConsole_isThatPage() {
    assertThat(LocalPaths.orHome("/keys/objects.xhtml?name=a%20b&type=SECRET_DATA"))
        .isEqualTo("/keys/objects.xhtml?name=a%20b&type=SECRET_DATA");
  }

  @Test
  void orHome_ofNothing_isHome() {
    assertThat(LocalPaths.orHome(null)).isEqualTo(LocalPaths.HOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "home.xhtml",
        "//evil.example/home.xhtml",
        "/\\evil.example/home.xhtml",
        "https://evil.example/home.xhtml",
        "javascript:alert(1).xhtml",
        "/%2f/evil.example/home.xhtml",
        "/a/../../etc.xhtml",
        "/ok.xhtml\r\nSet-Cookie: a=b",
        "/\t/evil.example/home.xhtml",
        "/api/v1/objects",
        "/login.xhtml",
        "/post-install.xhtml?x=1",
        "/bad|char.xhtml"
      })
  void orHome_ofAnythingElse_isHome(String wanted) {
    assertThat(LocalPaths.orHome(wanted)).isEqualTo(LocalPaths.HOME);
  }
}
