using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TungNgo.Web;

/// <summary>
/// Addresses of static files that change with their content: what carries <c>?v=</c> may be kept for ever (see WebSetup), so a
/// new release is seen at once and an old one costs no request.
/// </summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Modified, string Address)> known = new();

    public string this[string path]
    {
        get
        {
            var file = environment.WebRootFileProvider.GetFileInfo(path);
            if (!file.Exists)
            {
                return path;
            }

            if (known.TryGetValue(path, out var seen) && seen.Modified == file.LastModified)
            {
                return seen.Address;
            }

            using var content = file.CreateReadStream();
            var address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..10]}";
            known[path] = (file.LastModified, address);
            return address;
        }
    }
}
