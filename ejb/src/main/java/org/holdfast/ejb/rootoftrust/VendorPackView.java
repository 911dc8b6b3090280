package org.holdfast.ejb.rootoftrust;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorPack;
import org.jspecify.annotations.Nullable;

/**
 * A vendor pack in use.
 *
 * @param vendor id, name and the rules of its fields
 * @param provider value of {@code HSM_PROVIDER}
 * @param library where the PKCS#11 library is looked for; null if nobody has said
 * @param libraryThere whether something is there
 * @param mechanisms ways to wrap, best first
 * @param returnValues return values that it takes otherwise, and what they ask of the adapter
 * @param mostSessions how many sessions a token bears; null without a limit
 * @param keepAliveSeconds after how long without a call one is made; null if none is
 * @param hooks commands around operations
 * @param checks what the doctor looks at, by title
 * @param upgrade advice for upgrades; empty if there is none
 * @param extractableKey advice for extractable keys (S102); empty if there is none
 */
public record VendorPackView(
    VendorView vendor,
    int provider,
    @Nullable String library,
    boolean libraryThere,
    List<String> mechanisms,
    Map<String, String> returnValues,
    @Nullable Integer mostSessions,
    @Nullable Long keepAliveSeconds,
    List<VendorHookView> hooks,
    List<String> checks,
    String upgrade,
    String extractableKey) {

  public VendorPackView {
    mechanisms = List.copyOf(mechanisms);
    hooks = List.copyOf(hooks);
    checks = List.copyOf(checks);
  }

  static VendorPackView of(VendorPack pack) {
    Map<String, String> returnValues = new TreeMap<>();
    pack.dispositions().forEach((name, asks) -> returnValues.put(name, asks.name()));
    return new VendorPackView(
        VendorView.of(pack),
        pack.provider(),
        pack.hasLibrary() ? pack.library().toString() : null,
        pack.hasLibrary() && Files.exists(pack.library()),
        pack.mechanisms().stream().map(Enum::name).toList(),
        returnValues,
        pack.sessions().most().isPresent() ? pack.sessions().most().getAsInt() : null,
        pack.sessions().keepAlive().map(Duration::toSeconds).orElse(null),
        pack.hooks().stream().map(VendorHookView::of).toList(),
        pack.checks().stream().map(VendorCheck::title).toList(),
        pack.advice().upgrade(),
        pack.advice().extractableKey());
  }
}
