using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TungNgo.Gateways.Http;

namespace TungNgo.Mail;

internal enum PostOutcome { Sent = 1, Later = 2, Refused = 3, Unknown = 4 }

/// <param name="Why">A word of the catalogue; null when it was sent.</param>
internal sealed record PostResult(PostOutcome Outcome, string? Why = null);

/// <summary>One attempt to hand a message to the mail server. The line that matters is DATA: before it nothing has left, after it nobody knows without an answer.</summary>
internal static class SmtpPost
{
    private const int Patience = 30_000;

    public static async Task<PostResult> SendAsync(MailServer server, Secret? secret, MimeMessage message, CancellationToken ct)
    {
        using var watch = new DataWatch();
        using var client = new SmtpClient(watch) { Timeout = Patience };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, OptionsOf(server), ct);
            if (server.User is { } name && secret is not null)
            {
                await client.AuthenticateAsync(name, secret.Reveal(), ct);
            }

            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused)
        {
            return new((int)refused.StatusCode >= 500 ? PostOutcome.Refused : PostOutcome.Later, (int)refused.StatusCode >= 500 ? "refused" : "later");
        }
        catch (AuthenticationException)
        {
            return new(PostOutcome.Later, "sign-in");
        }
        catch (ServiceNotAuthenticatedException)
        {
            // It wants a name and a password that nobody has given us.
            return new(PostOutcome.Later, "sign-in");
        }
        catch (SslHandshakeException)
        {
            return new(PostOutcome.Later, "tls");
        }
        catch (NotSupportedException)
        {
            // The server offers no TLS, or no way to sign in that we know.
            return new(PostOutcome.Later, "tls");
        }
        catch (Exception broken) when (broken is IOException or SocketException or CommandException or ProtocolException or ServiceNotConnectedException or TimeoutException or OperationCanceledException)
        {
            return watch.HasBegun ? new(PostOutcome.Unknown, "broken") : new(PostOutcome.Later, "line");
        }

        await LeaveAsync(client);
        return new(PostOutcome.Sent);
    }

    /// <summary>Without TLS only to this very machine.</summary>
    public static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static SecureSocketOptions OptionsOf(MailServer server) => server.Tls switch
    {
        MailTls.Tls => SecureSocketOptions.SslOnConnect,
        MailTls.None when IsHere(server.Host) => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>The message has been taken; how the line ends does not matter.</summary>
    private static async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception ended) when (ended is IOException or SocketException or ProtocolException or CommandException)
        {
            // The other side hung up first.
        }
    }

    /// <summary>Sees whether the command went out after which a message may arrive. Keeps nothing of what is said.</summary>
    private sealed class DataWatch : IProtocolLogger
    {
        public bool HasBegun { get; private set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void LogConnect(Uri uri)
        {
            // Where to is no secret and no matter.
        }

        public void LogClient(byte[] buffer, int offset, int count) =>
            HasBegun |= buffer.AsSpan(offset, count) is var said && (said.IndexOf("DATA\r\n"u8) >= 0 || said.IndexOf("BDAT "u8) >= 0);

        public void LogServer(byte[] buffer, int offset, int count)
        {
            // Its answers come as results and exceptions.
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
