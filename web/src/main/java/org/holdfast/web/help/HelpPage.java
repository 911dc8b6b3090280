package org.holdfast.web.help;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.jspecify.annotations.Nullable;

/** The list of error codes, that of log messages, or a runbook; which one stands in the address. */
@Named("helpPage")
@RequestScoped
public class HelpPage {

  private static final Pattern NAME = Pattern.compile("[a-z-]{1,60}");
  private static final Set<String> LISTS = Set.of("errors", "glossary", "message-ids");
  private static final String FOLDER = "/WEB-INF/docs/";

  private @Nullable String page;
  private @Nullable HelpText text;
  private @Nullable VaultException failure;

  /** Reads the page; called before each rendering. */
  public void refresh() {
    String name = page;
    text = name == null || !NAME.matcher(name).matches() ? null : read(name);
    failure = text == null ? new VaultException(ErrorCode.RESOURCE_UNKNOWN) : null;
  }

  private static @Nullable HelpText read(String name) {
    String path = FOLDER + (LISTS.contains(name) ? "" : "runbooks/") + name + ".md";
    try (InputStream content =
        FacesContext.getCurrentInstance().getExternalContext().getResourceAsStream(path)) {
      return content == null
          ? null
          : HelpText.of(new String(content.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String getTitle() {
    HelpText current = text;
    return current == null ? "Help" : current.title();
  }

  /** Of the vault's own making. */
  public String getHtml() {
    HelpText current = text;
    return current == null ? "" : current.html();
  }

  /** Why there is no text. */
  public @Nullable VaultException getFailure() {
    return failure;
  }

  public @Nullable String getPage() {
    return page;
  }

  public void setPage(@Nullable String page) {
    this.page = page;
  }
}
