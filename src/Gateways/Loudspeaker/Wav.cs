using System.Buffers.Binary;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>Sound as 16-bit samples of one channel.</summary>
/// <param name="Rate">Samples a second.</param>
public sealed record Wav(int Rate, short[] Samples)
{
    public TimeSpan Length => TimeSpan.FromSeconds((double)Samples.Length / Rate);

    /// <summary>Reads uncompressed 16-bit WAV; two channels become their mean.</summary>
    /// <exception cref="InvalidDataException">Something else, or damaged.</exception>
    public static Wav Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("Not a WAV file.");
        }

        var (channels, rate) = (0, 0);
        for (var at = 12; at + 8 <= file.Length;)
        {
            var name = file.Slice(at, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var body = file[(at + 8)..];

            // A program that writes to a pipe does not know the length and claims the most there is.
            body = size < body.Length ? body[..(int)size] : body;
            if (name.SequenceEqual("fmt "u8) && body.Length >= 16)
            {
                channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
                rate = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
                if (BinaryPrimitives.ReadUInt16LittleEndian(body) != 1 || BinaryPrimitives.ReadUInt16LittleEndian(body[14..]) != 16 || channels is not (1 or 2) || rate is < 8000 or > 96000)
                {
                    throw new InvalidDataException("Only uncompressed 16-bit sound of one or two channels is read.");
                }
            }
            else if (name.SequenceEqual("data"u8) && rate > 0)
            {
                return new Wav(rate, Mix(body, channels));
            }

            at += 8 + body.Length + (body.Length & 1);
        }

        throw new InvalidDataException("The WAV file holds no sound.");
    }

    public byte[] Write()
    {
        var file = new byte[44 + Samples.Length * 2];
        var span = file.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], 16);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[40..], Samples.Length * 2);
        for (var i = 0; i < Samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(span[(44 + i * 2)..], Samples[i]);
        }

        return file;
    }

    /// <summary>The same sound at another rate, by straight lines between the samples: enough for speech.</summary>
    public Wav At(int rate)
    {
        if (rate == Rate || Samples.Length == 0)
        {
            return this with { Rate = rate };
        }

        var samples = new short[(int)((long)Samples.Length * rate / Rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var place = (double)i * Rate / rate;
            var before = (int)place;
            var after = Math.Min(before + 1, Samples.Length - 1);
            samples[i] = (short)Math.Round(Samples[before] + (Samples[after] - Samples[before]) * (place - before));
        }

        return new Wav(rate, samples);
    }

    private static short[] Mix(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new short[data.Length / (2 * channels)];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0;
            for (var channel = 0; channel < channels; channel++)
            {
                sum += BinaryPrimitives.ReadInt16LittleEndian(data[((i * channels + channel) * 2)..]);
            }

            samples[i] = (short)(sum / channels);
        }

        return samples;
    }
}
