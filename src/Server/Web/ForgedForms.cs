using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace TungNgo.Web;

/// <summary>
/// The framework checks a form's token and leaves the refusal to whoever reads the form. Here all plain routes refuse at one place, in words;
/// pages do it themselves.
/// </summary>
internal static class ForgedForms
{
    public static void RefuseForgedForms(this WebApplication app) => app.Use((context, next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            ? throw new Refusal(Problems.FormExpired)
            : next(context));
}
