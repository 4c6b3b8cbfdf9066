using Microsoft.AspNetCore.Components;

namespace TungNgo.Web.Components;

/// <summary>A component that speaks the reader's language and is drawn once, when its data is there.</summary>
/// <remarks>
/// The framework draws a component whose data is still on its way at once, without it, and again later: on a page that is sent whole
/// that first drawing is never seen, and with a database that answers from afar it would only meet nulls.
/// </remarks>
public abstract class TextComponent : ComponentBase, IComponent
{
    private bool ready;

    [Inject] private protected IHttpContextAccessor Http { get; init; } = null!;

    [Inject] private PageTurn Turn { get; init; } = null!;

    private protected HttpContext Context => Http.HttpContext!;
    private protected Texts T => Context.Texts();

    async Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        // The view is valid until the first await only.
        parameters.SetParameterProperties(this);
        if (!ready)
        {
            OnInitialized();
            await Turn.RunAsync(OnInitializedAsync);
            ready = true;
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
