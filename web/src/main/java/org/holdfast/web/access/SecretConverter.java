package org.holdfast.web.access;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import org.holdfast.domain.secret.SecretChars;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was typed into a secret field into {@link SecretChars} before any page sees it, and
 * never turns one back: an empty field is all that is ever shown. An empty entry becomes an empty
 * secret, so that forms can check all fields at once in their action; no Faces validation stands
 * before that, because a failed one would keep the other secrets in the view's state.
 */
@FacesConverter("secret")
public class SecretConverter implements Converter<SecretChars> {

  @Override
  public SecretChars getAsObject(
      FacesContext context, UIComponent component, @Nullable String typed) {
    return SecretChars.takeFrom(typed == null ? new char[0] : typed.toCharArray());
  }

  @Override
  public String getAsString(
      FacesContext context, UIComponent component, @Nullable SecretChars secret) {
    return "";
  }
}
