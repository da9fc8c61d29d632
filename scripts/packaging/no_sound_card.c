/* Stands in for libpcaudio in the layer that speaks: a Lambda function has no sound card, and the real library wants those
   of two sound servers. espeak-ng asks for these only when it is to play what it says, which --stdout rules out. */

void *create_audio_device_object(const char *device, const char *application, const char *description)
{
    (void)device;
    (void)application;
    (void)description;
    return 0;
}

int audio_object_open(void *object, int format, unsigned rate, unsigned char channels)
{
    (void)object;
    (void)format;
    (void)rate;
    (void)channels;
    return -1;
}

void audio_object_close(void *object) { (void)object; }

void audio_object_destroy(void *object) { (void)object; }

int audio_object_write(void *object, const void *data, unsigned long bytes)
{
    (void)object;
    (void)data;
    (void)bytes;
    return -1;
}

int audio_object_drain(void *object)
{
    (void)object;
    return 0;
}

int audio_object_flush(void *object)
{
    (void)object;
    return 0;
}

const char *audio_object_strerror(void *object, int error)
{
    (void)object;
    (void)error;
    return "there is no sound card";
}
