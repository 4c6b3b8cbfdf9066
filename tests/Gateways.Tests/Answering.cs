using System.Text;

namespace TungNgo.GatewayTests;

/// <summary>Says one thing to every call and keeps what was sent: for answers that no simulator of ours gives.</summary>
internal sealed class Answering(string answer) : HttpMessageHandler
{
    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Body = request.Content is null ? "" : Encoding.Latin1.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        return new HttpResponseMessage { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
