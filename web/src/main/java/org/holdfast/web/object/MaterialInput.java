package org.holdfast.web.object;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/** The fields for material that comes in: typed, pasted or a file. Closing it closes the text. */
public final class MaterialInput implements AutoCloseable {

  /** Where the material comes from, and how it is to be read. */
  public enum Source {
    TEXT,
    BASE64,
    HEX,
    FILE
  }

  private Source source = Source.TEXT;
  private @Nullable SecretChars text;
  private @Nullable Part file;

  /** For the parts of the form that are for typing and pasting. */
  public String getTyped() {
    return "TEXT BASE64 HEX";
  }

  /**
   * The material, for the caller to close.
   *
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID} or
   *     {@link ErrorCode#BODY_TOO_LARGE} at {@code material} or {@code file}
   */
  SecretBytes read() {
    if (source == Source.FILE) {
      return readFile();
    }
    SecretChars typed = text;
    if (typed == null || typed.isEmpty()) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField("material");
    }
    return switch (source) {
      case BASE64 -> MaterialText.decode(typed, MaterialText.Encoding.BASE64);
      case HEX -> MaterialText.decode(typed, MaterialText.Encoding.HEX);
      case TEXT, FILE -> typed.toUtf8(SecretAccess.granted());
    };
  }

  /** The name of the field that a refusal of the material belongs to. */
  String fieldOf(String name) {
    return name.equals("material") && source == Source.FILE ? "file" : name;
  }

  /** It arrived in memory: the threshold in web.xml is above the largest request there is. */
  private SecretBytes readFile() {
    Part part = file;
    if (part == null || part.getSize() == 0) {
      throw new VaultException(ErrorCode.INPUT_MISSING).atField("file");
    }
    if (part.getSize() > MaterialReader.MAX_BYTES) {
      throw new VaultException(ErrorCode.BODY_TOO_LARGE, "at most 1 MiB").atField("file");
    }
    byte[] content = new byte[(int) part.getSize()];
    try (InputStream input = part.getInputStream()) {
      int read = input.readNBytes(content, 0, content.length);
      if (read != content.length) {
        throw new VaultException(ErrorCode.INPUT_MALFORMED, "the file is cut off").atField("file");
      }
      return SecretBytes.takeFrom(content);
    } catch (IOException e) {
      throw new VaultException(ErrorCode.INPUT_MALFORMED, "the file did not arrive", e)
          .atField("file");
    } finally {
      Arrays.fill(content, (byte) 0);
      delete(part);
    }
  }

  private static void delete(Part part) {
    try {
      part.delete();
    } catch (IOException e) {
      throw new VaultException(ErrorCode.INTERNAL_ERROR, "the upload cannot be let go of", e);
    }
  }

  @Override
  public void close() {
    if (text != null) {
      text.close();
    }
  }

  public Source getSource() {
    return source;
  }

  public void setSource(Source source) {
    this.source = source;
  }

  public @Nullable SecretChars getText() {
    return text;
  }

  public void setText(@Nullable SecretChars text) {
    this.text = text;
  }

  public @Nullable Part getFile() {
    return file;
  }

  public void setFile(@Nullable Part file) {
    this.file = file;
  }
}
