namespace TungNgo.Web;

/// <summary>
/// Who sends a request, as far as the ground of the house must know: whether anybody is signed in, and whose the connection is. A slot that
/// the accounts fill.
/// </summary>
internal interface ICaller
{
    /// <summary>The account or phone; null for a guest.</summary>
    Guid? Id { get; }

    /// <summary>Becomes whoever sends this request, judged as of now.</summary>
    Task RecogniseAsync(HttpContext request);

    /// <summary>Becomes the same caller as in another scope of the same request.</summary>
    void TakeOver(ICaller other);
}
