using Microsoft.AspNetCore.Components;

namespace TungNgo.Web.Components;

/// <summary>A component that speaks the reader's language.</summary>
public abstract class TextComponent : ComponentBase
{
    [Inject] private protected IHttpContextAccessor Http { get; init; } = null!;

    private protected HttpContext Context => Http.HttpContext!;
    private protected Texts T => Context.Texts();
}
